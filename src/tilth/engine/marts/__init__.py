"""One module per mart: inputs by name, one aggregation, joined, selected; checks are in `engine.checks`."""
