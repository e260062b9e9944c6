"""What every request and answer passes: politeness, robots.txt, domains, hosts left alone."""
