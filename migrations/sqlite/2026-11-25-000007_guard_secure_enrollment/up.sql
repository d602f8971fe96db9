-- What hand-written SQL could still undo: what makes a policy secure may not be taken away from under it, and no legacy
-- URL may live at a secure policy. A policy that is deleted takes both with it.
CREATE TRIGGER secure_enrollments_stay BEFORE DELETE ON secure_enrollments
    WHEN EXISTS (SELECT 1 FROM policies WHERE id = OLD.policy_id)
BEGIN
    SELECT RAISE(ABORT, 'secure enrollment cannot be undone');
END;

CREATE TRIGGER enrollment_urls_fit_their_policy_when_made BEFORE INSERT ON enrollment_urls
    WHEN NEW.kind = 'legacy' AND NEW.retired_at IS NULL
        AND EXISTS (SELECT 1 FROM policies WHERE id = NEW.policy_id AND secure)
BEGIN
    SELECT RAISE(ABORT, 'a secure policy has no legacy URL');
END;

CREATE TRIGGER enrollment_urls_fit_their_policy BEFORE UPDATE OF kind, policy_id, retired_at ON enrollment_urls
    WHEN NEW.kind = 'legacy' AND NEW.retired_at IS NULL
        AND EXISTS (SELECT 1 FROM policies WHERE id = NEW.policy_id AND secure)
BEGIN
    SELECT RAISE(ABORT, 'a secure policy has no legacy URL');
END;
