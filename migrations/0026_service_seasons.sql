-- What is given in a season only (清凉包 in summer): month and day, both or neither. And how much of a giving came off the shelf,
-- so that taking it back returns just that much.
ALTER TABLE service_item ADD COLUMN season_from TEXT NOT NULL DEFAULT '';
ALTER TABLE service_item ADD COLUMN season_to TEXT NOT NULL DEFAULT '';
ALTER TABLE service_given ADD COLUMN drawn BIGINT NOT NULL DEFAULT 0;
