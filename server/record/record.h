#pragma once
// Declared once: beside each struct stands one constexpr list of its fields. From it come JSON both ways with all field
// errors at once, bound SQL parameters and row decoding, the OpenAPI schema, the TypeScript types, labels of forms,
// tables and spreadsheets, and what is masked or left out. Wire names are permanent (tests/golden/api_fields.txt).
//
//   struct Brand { Id realm_id = 0; Id id = 0; std::string name; std::optional<Date> since; };
//   inline constexpr std::array brand_fields{
//       record::id_field<&Brand::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
//       record::id_field<&Brand::id>("id", "编号", "brd", {record::kKey | record::kReadOnly}),
//       record::field<&Brand::name>("name", "品牌", {record::kRequired, 60}),
//       record::field<&Brand::since>("since", "起始日期")};
//   inline constexpr record::Shape brand_shape{"brand", "brand", "品牌", brand_fields};
//   constexpr const record::Shape& shape_of(const Brand*) { return brand_shape; }

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/result.h"

namespace boost::json {
class value;
}

namespace niangjia {
class Permit;  // access/: proof that the actor may see personal fields
}

namespace niangjia::record {

enum Flag : unsigned {
  kRequired = 1,    // must be present and not empty on the wire
  kPersonal = 2,    // left out of JSON unless the encoder is handed a Permit
  kHealth = 4,      // fenced: left out unless the Permit names it
  kMoney = 8,       // integer fen
  kReadOnly = 16,   // ignored when it comes from outside
  kUnique = 32,     // unique within the realm
  kHidden = 64,     // a column that never leaves the server (sealed values, blind indexes, search keys)
  kKey = 128,       // part of the primary key
  kDerived = 256,   // on the wire only: no column (masked values, labels, counts)
};

enum class Kind { boolean, integer, real, text, date, instant, id, code, blob, text_list };

// Bytes that are not text: sealed envelopes, blind indexes, digests.
struct Blob {
  std::string bytes;
  auto operator<=>(const Blob&) const = default;
};

// Where column values go, in order of the fields (a prepared statement, a COPY line).
class ColumnSink {
 public:
  virtual ~ColumnSink() = default;
  virtual void put_null() = 0;
  virtual void put_integer(std::int64_t value) = 0;
  virtual void put_real(double value) = 0;
  virtual void put_text(std::string_view value) = 0;   // the view must live until the statement has run
  virtual void put_blob(std::string_view value) = 0;
};

// Where column values come from: one row of a result.
class ColumnSource {
 public:
  virtual ~ColumnSource() = default;
  virtual bool is_null(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;
  virtual double real(int column) const = 0;
  virtual std::string_view text(int column) const = 0;  // valid until the next row
  virtual std::string_view blob(int column) const = 0;
};

struct Extra {
  unsigned flags = 0;
  unsigned max_characters = 0;       // of text; 0: 200
  std::string_view codes = {};       // name of a code list, for the document and the form
};

struct CodeWord {
  std::string_view word;   // on the wire and in the column
  std::string_view label;  // on the screen
};
// An enum that is stored and sent as a word specialises this: static constexpr std::array words{CodeWord{…}…}, in the
// order of the enumerators, which count from zero.
template <class E>
struct CodeWords;

template <class E>
constexpr std::string_view word_of(E value) {
  return CodeWords<E>::words[static_cast<std::size_t>(value)].word;
}
template <class E>
constexpr std::string_view label_of(E value) {
  return CodeWords<E>::words[static_cast<std::size_t>(value)].label;
}
template <class E>
constexpr std::optional<E> from_word(std::string_view word) {
  for (std::size_t i = 0; i < CodeWords<E>::words.size(); ++i)
    if (CodeWords<E>::words[i].word == word) return static_cast<E>(i);
  return std::nullopt;
}

// One field, type-erased, so that all generators are ordinary functions.
struct Field {
  std::string_view name;   // wire name and column name
  std::string_view label;  // 中文
  unsigned flags;
  unsigned max_characters;
  std::string_view codes;
  std::string_view id_prefix;          // of ids
  Kind kind;
  bool optional;
  std::span<const CodeWord> words;     // of codes
  void (*put)(const void* record, ColumnSink& sink);
  void (*take)(void* record, const ColumnSource& row, int column);
  void (*write_json)(const void* record, const Field& field, std::string& out);
  // Returns an empty string, or a Chinese sentence that says what is wrong with the value.
  std::string (*read_json)(void* record, const Field& field, const boost::json::value& value);

  constexpr bool has(unsigned flag) const { return (flags & flag) != 0; }
  constexpr bool is_column() const { return !has(kDerived); }
};

struct Shape {
  std::string_view noun;    // schema name: "member"
  std::string_view table;   // empty: on the wire only
  std::string_view label;   // 会员
  std::span<const Field> fields;
};

// --- the parts that templates need (implemented in json.cpp) ---
void append_json(std::string& out, bool v);
void append_json(std::string& out, std::int64_t v);
void append_json(std::string& out, double v);
void append_json(std::string& out, const std::string& v);
void append_json(std::string& out, Date v);
void append_json(std::string& out, Instant v);
void append_json(std::string& out, const std::vector<std::string>& v);
void append_json_id(std::string& out, const Field& field, Id v);
std::string read_value(const boost::json::value& value, const Field& field, bool& out);
std::string read_value(const boost::json::value& value, const Field& field, std::int64_t& out);
std::string read_value(const boost::json::value& value, const Field& field, double& out);
std::string read_value(const boost::json::value& value, const Field& field, std::string& out);
std::string read_value(const boost::json::value& value, const Field& field, Date& out);
std::string read_value(const boost::json::value& value, const Field& field, Instant& out);
std::string read_value(const boost::json::value& value, const Field& field, std::vector<std::string>& out);
std::string read_id(const boost::json::value& value, const Field& field, Id& out);
std::string read_word(const boost::json::value& value, const Field& field, std::size_t& out);
bool is_json_null(const boost::json::value& value);
std::string pack_list(const std::vector<std::string>& list);      // one column holds a list as JSON text
std::vector<std::string> unpack_list(std::string_view text);
std::optional<Date> column_date(std::string_view text);

template <class T>
struct MemberOf;
template <class C, class V>
struct MemberOf<V C::*> {
  using Class = C;
  using Value = V;
};
template <class T>
struct Unwrap {
  using Type = T;
  static constexpr bool optional = false;
};
template <class T>
struct Unwrap<std::optional<T>> {
  using Type = T;
  static constexpr bool optional = true;
};

template <class V>
constexpr Kind kind_of() {
  if constexpr (std::is_same_v<V, bool>) return Kind::boolean;
  else if constexpr (std::is_same_v<V, double>) return Kind::real;
  else if constexpr (std::is_same_v<V, std::string>) return Kind::text;
  else if constexpr (std::is_same_v<V, Date>) return Kind::date;
  else if constexpr (std::is_same_v<V, Instant>) return Kind::instant;
  else if constexpr (std::is_same_v<V, Blob>) return Kind::blob;
  else if constexpr (std::is_same_v<V, std::vector<std::string>>) return Kind::text_list;
  else if constexpr (std::is_enum_v<V>) return Kind::code;
  else return Kind::integer;
}

template <class V>
void put_value(const V& v, ColumnSink& sink, std::string& scratch) {
  if constexpr (std::is_same_v<V, std::string>) sink.put_text(v);
  else if constexpr (std::is_same_v<V, double>) sink.put_real(v);
  else if constexpr (std::is_same_v<V, Blob>) sink.put_blob(v.bytes);
  else if constexpr (std::is_same_v<V, Date>) { scratch = v.iso(); sink.put_text(scratch); }
  else if constexpr (std::is_same_v<V, Instant>) sink.put_integer(v.ms);
  else if constexpr (std::is_same_v<V, std::vector<std::string>>) { scratch = pack_list(v); sink.put_text(scratch); }
  else if constexpr (std::is_enum_v<V>) sink.put_text(word_of(v));
  else sink.put_integer(static_cast<std::int64_t>(v));
}

template <class V>
void take_value(V& v, const ColumnSource& row, int column) {
  if constexpr (std::is_same_v<V, std::string>) v.assign(row.text(column));
  else if constexpr (std::is_same_v<V, double>) v = row.real(column);
  else if constexpr (std::is_same_v<V, Blob>) v.bytes.assign(row.blob(column));
  else if constexpr (std::is_same_v<V, Date>) v = column_date(row.text(column)).value_or(Date());
  else if constexpr (std::is_same_v<V, Instant>) v.ms = row.integer(column);
  else if constexpr (std::is_same_v<V, std::vector<std::string>>) v = unpack_list(row.text(column));
  else if constexpr (std::is_enum_v<V>) v = from_word<V>(row.text(column)).value_or(V{});
  else v = static_cast<V>(row.integer(column));
}

// A value whose column text is made on the spot (a date, a list) needs a home until the statement has run.
std::string& sink_scratch();

template <auto Member, bool IsId>
struct Access {
  using Class = typename MemberOf<decltype(Member)>::Class;
  using Declared = typename MemberOf<decltype(Member)>::Value;
  using Value = typename Unwrap<Declared>::Type;
  static constexpr bool optional = Unwrap<Declared>::optional;

  static void put(const void* record, ColumnSink& sink) {
    const Declared& v = static_cast<const Class*>(record)->*Member;
    if constexpr (optional) {
      if (v) put_value(*v, sink, sink_scratch());
      else sink.put_null();
    } else if constexpr (IsId) {
      if (v == 0) sink.put_null();
      else sink.put_integer(v);
    } else {
      put_value(v, sink, sink_scratch());
    }
  }
  static void take(void* record, const ColumnSource& row, int column) {
    Declared& v = static_cast<Class*>(record)->*Member;
    if (row.is_null(column)) {
      v = Declared{};
      return;
    }
    if constexpr (optional) take_value(v.emplace(), row, column);
    else take_value(v, row, column);
  }
  static void write_one(const Value& v, const Field& field, std::string& out) {
    if constexpr (IsId) append_json_id(out, field, v);
    else if constexpr (std::is_enum_v<Value>) append_json(out, std::string(word_of(v)));
    else if constexpr (std::is_same_v<Value, Blob>) out += "null";
    else if constexpr (std::is_same_v<Value, bool>) append_json(out, v);
    else if constexpr (std::is_integral_v<Value>) append_json(out, static_cast<std::int64_t>(v));
    else append_json(out, v);
  }
  static void write_json(const void* record, const Field& field, std::string& out) {
    const Declared& v = static_cast<const Class*>(record)->*Member;
    if constexpr (optional) {
      if (v) write_one(*v, field, out);
      else out += "null";
    } else {
      write_one(v, field, out);
    }
  }
  static std::string read_one(Value& v, const Field& field, const boost::json::value& json) {
    if constexpr (IsId) return read_id(json, field, v);
    else if constexpr (std::is_enum_v<Value>) {
      std::size_t index = 0;
      std::string error = read_word(json, field, index);
      if (error.empty()) v = static_cast<Value>(index);
      return error;
    } else if constexpr (std::is_same_v<Value, Blob>) return "此项不能填写";
    else if constexpr (std::is_integral_v<Value> && !std::is_same_v<Value, bool>) {
      std::int64_t wide = 0;
      std::string error = read_value(json, field, wide);
      if (error.empty()) v = static_cast<Value>(wide);
      return error;
    } else return read_value(json, field, v);
  }
  static std::string read_json(void* record, const Field& field, const boost::json::value& json) {
    Declared& v = static_cast<Class*>(record)->*Member;
    if (is_json_null(json)) {
      v = Declared{};
      return {};
    }
    if constexpr (optional) {
      Value one{};
      std::string error = read_one(one, field, json);
      if (error.empty()) v = std::move(one);
      return error;
    } else {
      return read_one(v, field, json);
    }
  }
};

template <auto Member, bool IsId = false>
constexpr Field make_field(std::string_view name, std::string_view label, Extra extra, std::string_view prefix) {
  using A = Access<Member, IsId>;
  std::span<const CodeWord> words;
  if constexpr (std::is_enum_v<typename A::Value>) words = CodeWords<typename A::Value>::words;
  return Field{name,  label,   extra.flags, extra.max_characters, extra.codes,     prefix,
               IsId ? Kind::id : kind_of<typename A::Value>(),    A::optional,     words,
               &A::put, &A::take, &A::write_json, &A::read_json};
}
template <auto Member>
constexpr Field field(std::string_view name, std::string_view label, Extra extra = {}) {
  return make_field<Member>(name, label, extra, {});
}
template <auto Member>
constexpr Field id_field(std::string_view name, std::string_view label, std::string_view prefix, Extra extra = {}) {
  return make_field<Member, true>(name, label, extra, prefix);
}

// --- JSON ---
// Appends the record as a JSON object. Personal and health fields are left out unless `permit` covers them; hidden
// fields always are. `more` is raw JSON text of further members ("\"allowed\":[…]"), or empty.
void write_record(std::string& out, const Shape& shape, const void* record, const Permit* permit,
                  std::string_view more = {});
template <class T>
std::string to_json(const T& record, const Permit* permit = nullptr, std::string_view more = {}) {
  std::string out;
  write_record(out, shape_of(static_cast<const T*>(nullptr)), &record, permit, more);
  return out;
}
// Reads a JSON object into a record: every wrong field at once, unknown names refused, read-only fields ignored.
// `partial`: a change (PATCH), so required fields may be missing; `present` then lists the names that came.
Result<void> read_record(std::string_view json, const Shape& shape, void* record, bool partial,
                         std::vector<std::string>* present);
template <class T>
Result<T> from_json(std::string_view json) {
  T record{};
  CHECK_OK(read_record(json, shape_of(static_cast<const T*>(nullptr)), &record, false, nullptr));
  return record;
}

// A body that holds a list of records beside its own fields: {"union_id":"…","rows":[{…},{…}]}.
struct ListBody {
  std::string rest;               // the object without the list
  std::vector<std::string> rows;  // each an object, as text
};
// Refuses a list that is missing, longer than `most`, or holds something that is no object.
Result<ListBody> split_list(std::string_view json, std::string_view member, std::size_t most);
// Adds the problems of row `index` to `all`, each path begun with "rows.2.".
void add_row_problem(std::optional<Problem>& all, const Problem& one, std::string_view member, std::size_t index);
template <class T>
Result<std::vector<T>> read_rows(const ListBody& body, std::string_view member) {
  std::vector<T> rows;
  std::optional<Problem> problem;
  for (std::size_t i = 0; i < body.rows.size(); ++i) {
    auto row = from_json<T>(body.rows[i]);
    if (row.ok()) rows.push_back(std::move(*row));
    else add_row_problem(problem, row.problem(), member, i);
  }
  if (problem) return *problem;
  return rows;
}

// --- OpenAPI and TypeScript ---
std::string openapi_schema(const Shape& shape);     // a JSON object
std::string typescript_interface(const Shape& shape);
std::string type_name(std::string_view noun);       // "union_cover" → "UnionCover"

}  // namespace niangjia::record
