"""What differs between a release and the folder, in words and pictures, in an own process."""
