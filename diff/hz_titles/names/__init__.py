"""What people write, read: texts folded, certificates, qualifications, places, dates and years recognised."""
