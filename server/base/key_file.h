#pragma once
// The key file: text lines "niangjia-keys 1", "active N", "key N <64 hex digits>". The first key also makes
// the blind index, so it stays in the file for ever; a new key is appended and made active.
// docs/develop/formats/envelope.md.

#include <map>
#include <string>

#include "base/result.h"

namespace niangjia {

struct KeyFile {
  int active = 0;                      // 1..255
  int first = 0;                       // the key of the blind index
  std::map<int, std::string> masters;  // 32 bytes each
};

// Makes the file when it does not exist and `create` says so. Two servers that start together agree on one
// file.
Result<KeyFile> open_key_file(const std::string& path, bool create);
Result<KeyFile> parse_key_file(const std::string& text, const std::string& path);

}  // namespace niangjia
