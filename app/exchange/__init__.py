"""The service's part for packages: what leaves a workspace, what comes into one, what was acknowledged.

Everything here can be stopped at any step and done again, and changes nothing that was done. Long work is a generator, as
in the service itself.
"""
