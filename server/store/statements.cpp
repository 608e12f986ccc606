#include <map>
#include <mutex>

#include "store/store.h"

namespace niangjia::store {

void Param::put(record::ColumnSink& sink) const {
  switch (type_) {
    case Type::null: return sink.put_null();
    case Type::integer: return sink.put_integer(integer_);
    case Type::real: return sink.put_real(real_);
    case Type::text: return sink.put_text(own_.empty() ? view_ : std::string_view(own_));
    case Type::blob: return sink.put_blob(view_);
  }
}

std::optional<std::int64_t> ReadTx::integer(std::string_view sql, const Params& params) {
  std::optional<std::int64_t> out;
  query(sql, params, [&](const Row& row) {
    if (!row.is_null(0)) out = row.integer(0);
    return false;
  });
  return out;
}

std::optional<std::string> ReadTx::text(std::string_view sql, const Params& params) {
  std::optional<std::string> out;
  query(sql, params, [&](const Row& row) {
    if (!row.is_null(0)) out = std::string(row.text(0));
    return false;
  });
  return out;
}

namespace {

// Statements are made once per shape and live as long as the program.
struct Made {
  std::string columns, select, insert, insert_new, update;
};

std::string column_list(const record::Shape& shape) {
  std::string out;
  for (const auto& f : shape.fields)
    if (f.is_column()) out += (out.empty() ? "" : ", ") + std::string(f.name);
  return out;
}

std::string update_text(const record::Shape& shape) {
  std::string sets, keys;
  for (const auto& f : shape.fields) {
    if (!f.is_column()) continue;
    std::string& part = f.has(record::kKey) ? keys : sets;
    part += (part.empty() ? "" : f.has(record::kKey) ? " AND " : ", ") + std::string(f.name) + " = ?";
  }
  return "UPDATE " + std::string(shape.table) + " SET " + sets + " WHERE " + keys;
}

const Made& made(const record::Shape& shape) {
  static std::mutex mutex;
  static std::map<const record::Shape*, Made> all;
  std::lock_guard lock(mutex);
  auto [it, is_new] = all.try_emplace(&shape);
  if (is_new) {
    Made& m = it->second;
    std::string table(shape.table);
    m.columns = column_list(shape);
    m.select = "SELECT " + m.columns + " FROM " + table + " ";
    m.insert = "INSERT INTO " + table + " (" + m.columns + ") VALUES (" + marks(column_count(shape)) + ")";
    m.insert_new = m.insert + " ON CONFLICT DO NOTHING";
    m.update = update_text(shape);
  }
  return it->second;
}

// Collects what a field puts as a Param, so that one path binds declared rows and hand-written parameters.
class ParamSink : public record::ColumnSink {
 public:
  Params params;
  void put_null() override { params.emplace_back(nullptr); }
  void put_integer(std::int64_t v) override { params.emplace_back(v); }
  void put_real(double v) override { params.emplace_back(v); }
  void put_text(std::string_view v) override { params.emplace_back(v); }
  void put_blob(std::string_view v) override { params.push_back(Param::blob(v)); }
};

}  // namespace

const std::string& select_columns(const record::Shape& shape) { return made(shape).columns; }
const std::string& select_from(const record::Shape& shape) { return made(shape).select; }
const std::string& insert_statement(const record::Shape& shape, bool skip_existing) {
  return skip_existing ? made(shape).insert_new : made(shape).insert;
}
const std::string& update_statement(const record::Shape& shape) { return made(shape).update; }

int column_count(const record::Shape& shape) {
  int n = 0;
  for (const auto& f : shape.fields) n += f.is_column() ? 1 : 0;
  return n;
}

void take_row(const record::Shape& shape, void* record, const Row& row, int first_column) {
  int column = first_column;
  for (const auto& f : shape.fields)
    if (f.is_column()) f.take(record, row, column++);
}

std::string marks(std::size_t n) {
  std::string out;
  for (std::size_t i = 0; i < n; ++i) out += i ? ",?" : "?";
  return out;
}

bool WriteTx::insert_one(const record::Shape& shape, const void* row, bool skip_existing) {
  ParamSink sink;
  sink.params.reserve(shape.fields.size());
  for (const auto& f : shape.fields)
    if (f.is_column()) f.put(row, sink);
  return execute(insert_statement(shape, skip_existing), sink.params) > 0;
}

std::int64_t WriteTx::update_one(const record::Shape& shape, const void* row) {
  ParamSink sink;
  for (const auto& f : shape.fields)
    if (f.is_column() && !f.has(record::kKey)) f.put(row, sink);
  for (const auto& f : shape.fields)
    if (f.is_column() && f.has(record::kKey)) f.put(row, sink);
  return execute(update_statement(shape), sink.params);
}

std::string within_path(std::string_view column) {
  return "(" + std::string(column) + " >= ? AND " + std::string(column) + " < ?)";
}

std::pair<std::string, std::string> path_range(std::string_view path) {
  return {std::string(path), std::string(path) + "~"};  // '~' sorts after every letter a path may hold
}

Problem problem_of(const Failure& failure) {
  auto make = [&](Code code, std::string_view reason, std::string message) {
    Problem p = refuse(code, reason, std::move(message));
    p.inside.text = failure.text;
    return p;
  };
  switch (failure.kind) {
    case FailureKind::unique: return make(Code::conflict, "store.unique", "已有相同的记录，请刷新后查看，不要重复登记。");
    case FailureKind::foreign_key:
      return make(Code::conflict, "store.reference", "所引用的记录不存在或仍被使用，请刷新后再试。");
    case FailureKind::check:
    case FailureKind::not_null: return make(Code::invalid, "store.check", "内容不符合要求，请检查后再试。");
    case FailureKind::again: return make(Code::unavailable, "store.busy", "同时办理的人较多，请稍后再试一次。");
    case FailureKind::full: return make(Code::unavailable, "store.full", "磁盘空间不足，本次没有保存。请联系系统管理员清理空间。");
    case FailureKind::disk:
      return make(Code::unavailable, "store.disk",
                  "读写磁盘出错（可能已满或有故障），本次没有保存。请系统管理员检查磁盘后再试。");
    case FailureKind::timeout: return make(Code::unavailable, "store.timeout", "查询用时过长，已停止。请缩小范围后再试。");
    case FailureKind::connection: return make(Code::unavailable, "store.connection", "数据库暂时连接不上，本次没有保存，请稍后再试。");
    case FailureKind::read_only: return make(Code::unavailable, "store.read_only", "数据库文件不可写，请检查文件权限。");
    case FailureKind::other: break;
  }
  return bug(failure.text);
}

}  // namespace niangjia::store
