-- Campus-local hours of the week, 0 = Sunday. 24:00 is allowed as an end; a slot past midnight is two rows.
CREATE TABLE availability (
    id UUID NOT NULL DEFAULT gen_random_uuid(),
    user_id UUID NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    day_of_week INTEGER NOT NULL CHECK (day_of_week BETWEEN 0 AND 6),
    start_time TIME NOT NULL,
    end_time TIME NOT NULL,
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    -- The primary key of a partitioned table must hold the partition key.
    PRIMARY KEY (id, day_of_week),
    CONSTRAINT valid_time_range CHECK (end_time > start_time),
    CONSTRAINT whole_minutes CHECK (
        date_trunc('minute', start_time::interval) = start_time::interval
        AND date_trunc('minute', end_time::interval) = end_time::interval
    )
) PARTITION BY RANGE (day_of_week);

CREATE TABLE availability_sunday PARTITION OF availability
    FOR VALUES FROM (0) TO (1);
CREATE TABLE availability_monday PARTITION OF availability
    FOR VALUES FROM (1) TO (2);
CREATE TABLE availability_tuesday PARTITION OF availability
    FOR VALUES FROM (2) TO (3);
CREATE TABLE availability_wednesday PARTITION OF availability
    FOR VALUES FROM (3) TO (4);
CREATE TABLE availability_thursday PARTITION OF availability
    FOR VALUES FROM (4) TO (5);
CREATE TABLE availability_friday PARTITION OF availability
    FOR VALUES FROM (5) TO (6);
CREATE TABLE availability_saturday PARTITION OF availability
    FOR VALUES FROM (6) TO (7);

CREATE INDEX idx_availability_sunday_user_time ON availability_sunday(user_id, start_time, end_time);
CREATE INDEX idx_availability_monday_user_time ON availability_monday(user_id, start_time, end_time);
CREATE INDEX idx_availability_tuesday_user_time ON availability_tuesday(user_id, start_time, end_time);
CREATE INDEX idx_availability_wednesday_user_time ON availability_wednesday(user_id, start_time, end_time);
CREATE INDEX idx_availability_thursday_user_time ON availability_thursday(user_id, start_time, end_time);
CREATE INDEX idx_availability_friday_user_time ON availability_friday(user_id, start_time, end_time);
CREATE INDEX idx_availability_saturday_user_time ON availability_saturday(user_id, start_time, end_time);

CREATE INDEX idx_availability_user_day_global ON availability(user_id, day_of_week);
CREATE INDEX idx_availability_matching_global ON availability(user_id, day_of_week, start_time, end_time);

-- A student's slots of a day neither overlap nor touch: with both ends closed, 09:00-10:00 and 10:00-11:00
-- collide, so what is stored is always the merged form that the count of shared windows relies on.
CREATE TYPE timerange AS RANGE (subtype = TIME);

ALTER TABLE availability_sunday ADD CONSTRAINT availability_sunday_canonical
    EXCLUDE USING gist (user_id WITH =, timerange(start_time, end_time, '[]') WITH &&);
ALTER TABLE availability_monday ADD CONSTRAINT availability_monday_canonical
    EXCLUDE USING gist (user_id WITH =, timerange(start_time, end_time, '[]') WITH &&);
ALTER TABLE availability_tuesday ADD CONSTRAINT availability_tuesday_canonical
    EXCLUDE USING gist (user_id WITH =, timerange(start_time, end_time, '[]') WITH &&);
ALTER TABLE availability_wednesday ADD CONSTRAINT availability_wednesday_canonical
    EXCLUDE USING gist (user_id WITH =, timerange(start_time, end_time, '[]') WITH &&);
ALTER TABLE availability_thursday ADD CONSTRAINT availability_thursday_canonical
    EXCLUDE USING gist (user_id WITH =, timerange(start_time, end_time, '[]') WITH &&);
ALTER TABLE availability_friday ADD CONSTRAINT availability_friday_canonical
    EXCLUDE USING gist (user_id WITH =, timerange(start_time, end_time, '[]') WITH &&);
ALTER TABLE availability_saturday ADD CONSTRAINT availability_saturday_canonical
    EXCLUDE USING gist (user_id WITH =, timerange(start_time, end_time, '[]') WITH &&);

CREATE TRIGGER update_availability_updated_at
    BEFORE UPDATE ON availability
    FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();
