#include "store/database.h"

namespace niangjia::store {

Result<std::unique_ptr<Database>> Database::open(const std::string& where, const Options& options) {
  if (where.empty()) return refuse(Code::invalid, "store.no_place", "没有说明数据库的位置，请用 --db 指定文件或 postgresql:// 地址。");
  if (where.starts_with("postgresql://") || where.starts_with("postgres://")) return open_postgres(where, options);
  return open_sqlite(where, options);
}

}  // namespace niangjia::store
