"""The floor of starting: an application that shows nothing."""
