"""The tests of the store's promises: killed, unplugged, filled up, damaged. Each has a short form and a long one."""
