-- How many pixels a logo has, so that its place on the page is kept before it arrives; null for those kept before.
ALTER TABLE logos ADD COLUMN width BIGINT CHECK (width BETWEEN 1 AND 4294967295);
ALTER TABLE logos ADD COLUMN height BIGINT CHECK (height BETWEEN 1 AND 4294967295);
