"""The nightly command's parts: decide what to do with each feed, run a night, report it, publish it."""
