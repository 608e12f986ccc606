#pragma once
// A response as bytes: the head and what follows it, from memory or from a file.

#include "http/exchange.h"

namespace niangjia::http {

struct Outgoing {
  int status = 0;
  std::string head;       // with the body behind it when that is small: one buffer, one write
  std::string body;       // a large body of our own
  std::string_view tail;  // what is sent after `head`: `body` or a page held by the program
  FileHandle file;        // sent after that
  std::uint64_t file_offset = 0, file_bytes = 0;
  bool close_after = false;
  EventSource events;
  std::uint64_t body_bytes() const { return tail.size() + file_bytes; }
};

Outgoing make_outgoing(Response response, Exchange& exchange, bool close_after);
Outgoing make_static(const StaticFile& file, const Exchange& exchange, bool close_after);

// RFC 9110 section 14.1.2, one range of bytes. Several ranges, other units and bad forms are ignored as the
// RFC allows.
struct ByteRange {
  enum class Kind { whole, part, unsatisfiable } kind = Kind::whole;
  std::uint64_t first = 0, count = 0;
};
ByteRange read_range(std::string_view header, std::uint64_t size);

}  // namespace niangjia::http
