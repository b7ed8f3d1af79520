"""The rules of the notice: an applicant in, a verdict out. No file, no clock, no screen, no sentence."""
