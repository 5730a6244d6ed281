drop event trigger {{trigger}};
