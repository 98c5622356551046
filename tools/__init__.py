"""What runs the gates and the tests; knows nothing of the code it judges."""
