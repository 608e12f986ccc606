#pragma once
// Which file of the pages answers a path.

#include <string_view>

#include "http/http.h"

namespace niangjia::http {

// `path` is decoded and begins with '/'. Exact name first; a path without a dot in its last part is the
// address of a page and gets index.html of the nearest folder. Null for everything under /api/.
const StaticFile* find_static(const StaticFiles& files, std::string_view path);
// RFC 9110 section 12.5.3: gzip (or *) is listed and not refused by q=0.
bool accepts_gzip(std::string_view accept_encoding);
// RFC 9110 section 13.1.2, weak comparison.
bool matches_etag(std::string_view if_none_match, std::string_view etag);

}  // namespace niangjia::http
