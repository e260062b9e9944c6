"""What one page says, without state or network: links, addresses, pagers, calls in scripts."""
