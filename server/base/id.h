#pragma once
// Ids are made by the application: 64 bits, ordered by time, with a node part (DESIGN section 4). No database sequence.
//   bit 63 zero | 41 bits milliseconds since 2020-01-01 UTC | 10 bits node | 12 bits counter
// On the wire an id is a typed string: a noun prefix, '_' and 13 characters of Crockford base32 (lower case).

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"

namespace niangjia {

using Id = std::int64_t;  // 0 means "none"

class IdMaker {
 public:
  // node: 0..1023; two servers on one database need different nodes.
  IdMaker(const Clock& clock, int node) : clock_(clock), node_(node) {}
  Id next();  // any thread; never repeats and never goes back, even when the clock does

 private:
  const Clock& clock_;
  const int node_;
  std::mutex mutex_;
  std::int64_t last_ms_ = 0;
  int counter_ = 0;
};

std::string id_to_wire(std::string_view prefix, Id id);                             // "mem_0c3x9z5t7k8qw"
std::optional<Id> id_from_wire(std::string_view prefix, std::string_view wire);     // wrong prefix or letters: nothing

}  // namespace niangjia
