// Hostile request lines and cookies must never do more than be refused.
#include <cstdint>
#include <cstdlib>

#include "base/text.h"
#include "http/url.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto path = niangjia::http::decode_path(text);
  if (path && (path->front() != '/' || !niangjia::is_valid_utf8(*path))) std::abort();
  if (const auto query = niangjia::http::decode_query(text)) {
    for (const auto& [name, value] : *query) {
      if (!niangjia::is_valid_utf8(name) || !niangjia::is_valid_utf8(value)) std::abort();
    }
  }
  for (const auto& [name, value] : niangjia::http::read_cookies(text)) {
    if (name.empty() || name.size() + value.size() > size) std::abort();
  }
  const auto name = niangjia::http::read_upload_name(text);
  if (name && name->find_first_of("/\\") != std::string::npos) std::abort();
  return 0;
}
