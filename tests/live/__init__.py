"""What the suites of tests/ drive the finished program with. Only the standard library."""
