ALTER TABLE kernel.service ADD COLUMN colour text;
