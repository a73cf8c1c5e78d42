"""Station render: feed to bytes. The only door to feedgen; lxml writes what feedgen does not."""
