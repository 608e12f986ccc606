#pragma once
// Reading of what stands in a request line and a Cookie header. Everything here takes hostile bytes.

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace niangjia::http {

using TextMap = std::map<std::string, std::string>;

// RFC 3986 percent-decoding. Nothing when an escape is broken, when the result is not UTF-8 or when it holds
// NUL.
std::optional<std::string> decode_percent(std::string_view text, bool plus_is_space);
// The other way: all but letters and digits escaped, so that it can stand in any part of an address or a form.
std::string encode_percent(std::string_view text);
// The path of a request target. Nothing also for an encoded slash or a control character, which could make
// one path look like another.
std::optional<std::string> decode_path(std::string_view raw);
// "a=1&b=2"; of repeated keys the last is kept.
std::optional<TextMap> decode_query(std::string_view raw);
// RFC 6265 section 5.4 order: the first of repeated names is the most specific one and is kept.
TextMap read_cookies(std::string_view header);
// X-File-Name: the last part of the name only, without control characters. Nothing when it cannot be read.
std::optional<std::string> read_upload_name(std::string_view header);

}  // namespace niangjia::http
