"""Find and fetch annual reports: the Scrapy project. Spiders parse no statutory table."""
