"""What talks tell: rules and records that acts and contacts share, so that each stands once."""
