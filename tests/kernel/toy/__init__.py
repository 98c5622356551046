"""A small room to test the kernel with: toys people read, make and change; another room's toys beside them."""
