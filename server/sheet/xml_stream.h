#pragma once
// Streaming XML over expat. The parser's memory has a budget, so that no nesting, no endless attribute and no
// crowd of invented names can exhaust the machine; a document type or entity declaration is refused where it
// begins.

#include <expat.h>

#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "sheet/zip_package.h"

namespace niangjia::sheet {

class XmlStream;

// Names come without their prefix: producers differ in prefixes, never in local names.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, const char** attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view) {}

 protected:
  void stop();                        // the rest is not wanted
  void stop_and_drain();              // nor wanted, but its checksum is still to be right
  void refuse_with(Problem problem);  // stops, and parse() answers this
  friend class XmlStream;
  XmlStream* stream_ = nullptr;
};

// The value of the attribute with this local name, or null.
const char* find_attribute(const char** attributes, std::string_view local_name);

struct ParserBudget {
  std::size_t used_bytes = 0;
};

struct ParserFree {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

class XmlStream {
 public:
  explicit XmlStream(XmlHandler& handler);
  // Parses until the end, a stop or a refusal. After a stop with `drain` the rest is inflated for its
  // checksum.
  Result<void> parse(Part& part);
  void stop(bool drains = false);
  void refuse_with(Problem problem);
  void keep(std::exception_ptr thrown);
  XmlHandler& handler() { return handler_; }

 private:
  Result<bool> parse_chunk(Part& part);  // whether there is more
  Result<void> outcome_of_error();
  XmlHandler& handler_;
  ParserBudget budget_;  // before parser_: its blocks are given back to it
  std::unique_ptr<XML_ParserStruct, ParserFree> parser_;
  std::optional<Problem> problem_;
  std::exception_ptr thrown_;
  bool stopped_ = false;
  bool drains_ = false;
};

}  // namespace niangjia::sheet
