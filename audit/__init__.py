"""The audit itself: life cycle, ratings, people, storage, pages, web and command line."""
