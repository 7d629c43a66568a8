mod clean_up;
