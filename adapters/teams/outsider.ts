/** The fields about a member that Teams gives. */
export type MemberKind = { readonly userRole?: string | undefined; readonly tenantId?: string | undefined }

/** Whether a member is a guest or anonymous in `tenant`, or belongs to another tenant. */
export const isOutsider = ({ userRole, tenantId }: MemberKind, tenant: string): boolean =>
  (userRole !== undefined && ['guest', 'anonymous'].includes(userRole.toLowerCase())) ||
  (tenantId !== undefined && tenantId.toLowerCase() !== tenant)
