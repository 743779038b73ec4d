"""Stage 3: what a clause says. Who is responsible, by when, to what target, on the strength of which document."""
