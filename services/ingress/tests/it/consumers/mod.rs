mod write_streams;
