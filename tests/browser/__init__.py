"""Tests in headless Chromium: few, and only what a browser alone can show."""
