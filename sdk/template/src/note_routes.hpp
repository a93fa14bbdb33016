#pragma once

#include "itops/router.hpp"
#include "note_handlers.hpp"

namespace my_plugin {

/// Adds the routes. `handlers` outlives the plugin's registration.
void registerNoteRoutes(itops::Router& router, NoteHandlers& handlers);

}  // namespace my_plugin
