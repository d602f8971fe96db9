-- What a logo's colours mean for the page: its dominant colour (0xRRGGBB; null: none) and the ground it needs.
ALTER TABLE logos ADD COLUMN color bigint CHECK (color BETWEEN 0 AND 16777215);
ALTER TABLE logos ADD COLUMN ground text NOT NULL DEFAULT 'light' CHECK (ground IN ('any', 'light', 'dark'));
