#include "sheet/xml_stream.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

#include "sheet/file_problems.h"

namespace niangjia::sheet {
namespace {

constexpr std::size_t max_parser_bytes = 24u << 20;
constexpr int chunk_bytes = 64 << 10;

// expat gives its allocator no context, so the budget of the parser at work is named here.
thread_local ParserBudget* current_budget = nullptr;

class BudgetScope {
 public:
  explicit BudgetScope(ParserBudget& budget) : outer_(std::exchange(current_budget, &budget)) {}
  ~BudgetScope() { current_budget = outer_; }
  BudgetScope(const BudgetScope&) = delete;
  BudgetScope& operator=(const BudgetScope&) = delete;

 private:
  ParserBudget* outer_;
};

struct alignas(std::max_align_t) BlockHead {
  std::size_t size;
  ParserBudget* owner;
};

void* budget_malloc(std::size_t size) {
  if (size > max_parser_bytes || current_budget->used_bytes + size > max_parser_bytes) return nullptr;
  void* raw = std::malloc(sizeof(BlockHead) + size);
  if (raw == nullptr) return nullptr;
  current_budget->used_bytes += size;
  return new (raw) BlockHead{size, current_budget} + 1;
}

void budget_free(void* block) {
  if (block == nullptr) return;
  BlockHead* head = static_cast<BlockHead*>(block) - 1;
  head->owner->used_bytes -= head->size;
  std::free(head);
}

void* budget_realloc(void* block, std::size_t size) {
  if (block == nullptr) return budget_malloc(size);
  void* fresh = budget_malloc(size);
  if (fresh == nullptr) return nullptr;
  std::memcpy(fresh, block, std::min(size, (static_cast<BlockHead*>(block) - 1)->size));
  budget_free(block);
  return fresh;
}

std::string_view local_name(const char* name) {
  const char* begin = name;
  const char* end = name;
  for (; *end != '\0'; ++end) {
    if (*end == ':') begin = end + 1;
  }
  return {begin, static_cast<std::size_t>(end - begin)};
}

// No exception may cross expat, which is C: it is kept and thrown again when expat has returned.
template <class Act>
void guard(void* user, Act act) {
  auto* stream = static_cast<XmlStream*>(user);
  try {
    act(*stream);
  } catch (...) {
    stream->keep(std::current_exception());
  }
}

void on_start(void* user, const char* name, const char** attributes) {
  guard(user, [&](XmlStream& stream) { stream.handler().start(local_name(name), attributes); });
}

void on_end(void* user, const char* name) {
  guard(user, [&](XmlStream& stream) { stream.handler().end(local_name(name)); });
}

void on_text(void* user, const char* text, int length) {
  guard(user, [&](XmlStream& stream) { stream.handler().text({text, static_cast<std::size_t>(length)}); });
}

void on_doctype(void* user, const char*, const char*, const char*, int) {
  guard(user, [](XmlStream& stream) { stream.refuse_with(refuse_entities()); });
}

void on_entity(void* user, const char*, int, const char*, int, const char*, const char*, const char*,
               const char*) {
  guard(user, [](XmlStream& stream) { stream.refuse_with(refuse_entities()); });
}

}  // namespace

void XmlHandler::stop() { stream_->stop(); }
void XmlHandler::stop_and_drain() { stream_->stop(true); }
void XmlHandler::refuse_with(Problem problem) { stream_->refuse_with(std::move(problem)); }

const char* find_attribute(const char** attributes, std::string_view name) {
  for (; *attributes != nullptr; attributes += 2) {
    if (local_name(attributes[0]) == name) return attributes[1];
  }
  return nullptr;
}

XmlStream::XmlStream(XmlHandler& handler) : handler_(handler) {
  static const XML_Memory_Handling_Suite suite{budget_malloc, budget_realloc, budget_free};
  handler.stream_ = this;
  BudgetScope scope(budget_);
  parser_.reset(XML_ParserCreate_MM(nullptr, &suite, nullptr));
  if (!parser_) throw std::bad_alloc();
  XML_SetUserData(parser_.get(), this);
  XML_SetElementHandler(parser_.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser_.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser_.get(), on_doctype);
  XML_SetEntityDeclHandler(parser_.get(), on_entity);
}

void XmlStream::stop(bool drains) {
  stopped_ = true;
  drains_ = drains;
  XML_StopParser(parser_.get(), XML_FALSE);
}

void XmlStream::refuse_with(Problem problem) {
  if (!problem_) problem_ = std::move(problem);
  stop();
}

void XmlStream::keep(std::exception_ptr thrown) {
  if (!thrown_) thrown_ = std::move(thrown);
  stop();
}

Result<void> XmlStream::outcome_of_error() {
  if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
  if (problem_) return *problem_;
  if (stopped_) return {};
  XML_Error error = XML_GetErrorCode(parser_.get());
  if (error == XML_ERROR_NO_MEMORY) return refuse_bomb("xml parser over its memory budget");
  if (error == XML_ERROR_AMPLIFICATION_LIMIT_BREACH) return refuse_entities();
  return refuse_damaged(XML_ErrorString(error));
}

Result<bool> XmlStream::parse_chunk(Part& part) {
  void* buffer = XML_GetBuffer(parser_.get(), chunk_bytes);
  if (buffer == nullptr) return refuse_bomb("xml token over the parser's memory budget");
  TRY(std::size_t count, part.read(static_cast<char*>(buffer), chunk_bytes));
  if (XML_ParseBuffer(parser_.get(), static_cast<int>(count), count == 0) != XML_STATUS_OK || stopped_) {
    CHECK_OK(outcome_of_error());
    return false;
  }
  return count != 0;
}

Result<void> XmlStream::parse(Part& part) {
  BudgetScope scope(budget_);
  for (bool more = true; more;) {
    TRY(bool go_on, parse_chunk(part));
    more = go_on;
  }
  char rest[16 << 10];
  while (drains_) {
    TRY(std::size_t count, part.read(rest, sizeof rest));
    if (count == 0) break;
  }
  return {};
}

}  // namespace niangjia::sheet
