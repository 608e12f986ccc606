#pragma once
// What the acts on the tree take over the wire.

#include "modules/unions/unions.h"

namespace niangjia::unions {

using record::kRequired;

inline constexpr std::array union_move_fields{
    id_field<&UnionMove::parent_id>("parent_id", "新的上级工会", "uni", {kRequired}),
    field<&UnionMove::on>("on", "办理日期"),
    field<&UnionMove::document_number>("document_number", "文号", {0, 40}),
    field<&UnionMove::reason>("reason", "事由", {0, 500}),
};
inline constexpr record::Shape union_move_shape{"union_move", "", "隶属调整", union_move_fields};
constexpr const record::Shape& shape_of(const UnionMove*) { return union_move_shape; }

inline constexpr std::array union_merge_fields{
    id_field<&UnionMerge::into_id>("into_id", "并入工会", "uni", {kRequired}),
    field<&UnionMerge::on>("on", "办理日期"),
    field<&UnionMerge::document_number>("document_number", "文号", {0, 40}),
    field<&UnionMerge::reason>("reason", "事由", {0, 500}),
};
inline constexpr record::Shape union_merge_shape{"union_merge", "", "并入", union_merge_fields};
constexpr const record::Shape& shape_of(const UnionMerge*) { return union_merge_shape; }

inline constexpr std::array union_rename_fields{
    field<&UnionRename::name>("name", "新名称", {kRequired, 60}),
    field<&UnionRename::on>("on", "办理日期"),
    field<&UnionRename::document_number>("document_number", "文号", {0, 40}),
    field<&UnionRename::reason>("reason", "事由", {0, 500}),
};
inline constexpr record::Shape union_rename_shape{"union_rename", "", "更名", union_rename_fields};
constexpr const record::Shape& shape_of(const UnionRename*) { return union_rename_shape; }

inline constexpr std::array union_dissolve_fields{
    field<&UnionDissolve::on>("on", "办理日期"),
    field<&UnionDissolve::document_number>("document_number", "文号", {0, 40}),
    field<&UnionDissolve::reason>("reason", "事由", {0, 500}),
};
inline constexpr record::Shape union_dissolve_shape{"union_dissolve", "", "撤销", union_dissolve_fields};
constexpr const record::Shape& shape_of(const UnionDissolve*) { return union_dissolve_shape; }

}  // namespace niangjia::unions
