"""What the product promises about speed and size, measured: `make bench` writes bench/RESULTS.md."""
