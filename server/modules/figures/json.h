#pragma once
// Writing the figures' JSON: objects and lists with the commas in their places.

#include <string>
#include <string_view>

#include "modules/figures/query.h"

namespace niangjia::figures {

class Json {
 public:
  explicit Json(std::string& out) : out_(out) {}
  void begin_object() { open('{'); }
  void end_object() { out_ += '}'; }
  void begin_list() { open('['); }
  void end_list() { out_ += ']'; }
  void key(std::string_view name);
  void text(std::string_view name, std::string_view value);
  void number(std::string_view name, std::int64_t value);
  void boolean(std::string_view name, bool value);
  void null(std::string_view name);
  void raw(std::string_view value) { out_ += value; }

 private:
  void open(char bracket);
  void comma();  // unless something was just opened or named
  std::string& out_;
};

// code, name, unit, value, text, definition, source, numerator, denominator of an open object.
void append_figure(Json& json, const Figure& figure);
void append_value(Json& json, std::string_view name, const Figure& figure);  // a number, or null
std::string figure_number(const Figure& figure);
// The array of the command line, divided by "", month, union, township or category.
Result<std::string> divided_json(store::ReadTx& tx, const Place& place, const Period& period,
                                 std::string_view by);

}  // namespace niangjia::figures
