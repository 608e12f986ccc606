#pragma once
// The one list of modules: their grants and their routes.

#include "access/provider.h"
#include "http/http.h"
#include "modules/census/routes.h"

namespace niangjia::app {

void add_all_access_rows();
void add_all_routes(http::Router& router, House& house, census::JobThread& jobs,
                    const std::string& upload_folder, const Providers& providers, bool is_behind_tls = false);
// Shapes that travel on the wire, for the document and the TypeScript types.
std::vector<const record::Shape*> wire_shapes();
// Every declared struct that is a table, the hidden ones among them.
std::vector<const record::Shape*> stored_shapes();
std::string openapi_document(const http::Router& router);

}  // namespace niangjia::app
