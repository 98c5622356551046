"""Tests of the project itself: its one command, gates, groups, documents and what runs it."""
