-- Whether a copy of the image of a reported message is kept beside the report.
ALTER TABLE reports
    ADD COLUMN has_image BOOLEAN NOT NULL DEFAULT FALSE,
    ADD CONSTRAINT reports_image_of_a_message CHECK (NOT has_image OR kind = 'message');
