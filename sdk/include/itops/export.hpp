#pragma once

/// Marks what must keep one identity across shared objects (exception types, interfaces).
/// Everything else in a plugin is hidden; only the entry symbol of ITOPS_PLUGIN is exported.
#define ITOPS_EXPORT __attribute__((visibility("default")))
