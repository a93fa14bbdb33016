// Something to compile for the targets that only make a precompiled header.
int main() {}
