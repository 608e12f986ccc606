-- Reports of a station other than a locked door (broken kit, wrong sign, wrong place) may be weighed in a siting plan as well;
-- plans that were asked before did not count them.
ALTER TABLE siting_plan ADD COLUMN trouble_percent BIGINT NOT NULL DEFAULT 0;
