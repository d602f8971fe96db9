-- What hand-written SQL could still undo: what makes a policy secure may not be taken away from under it, and no legacy
-- URL may live at a secure policy. A policy that is deleted takes both with it.
CREATE FUNCTION refuse_to_empty_a_secure_policy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM policies WHERE id = OLD.policy_id) THEN
        RAISE EXCEPTION 'secure enrollment cannot be undone' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER secure_enrollments_stay BEFORE DELETE ON secure_enrollments
    FOR EACH ROW EXECUTE FUNCTION refuse_to_empty_a_secure_policy();

CREATE FUNCTION refuse_a_legacy_url_at_a_secure_policy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM policies WHERE id = NEW.policy_id AND secure) THEN
        RAISE EXCEPTION 'a secure policy has no legacy URL' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER enrollment_urls_fit_their_policy BEFORE INSERT OR UPDATE OF kind, policy_id, retired_at ON enrollment_urls
    FOR EACH ROW WHEN (NEW.kind = 'legacy' AND NEW.retired_at IS NULL)
    EXECUTE FUNCTION refuse_a_legacy_url_at_a_secure_policy();
