/** What Teams tells of somebody: in a roster, and now and then with what they do. */
export type Seen = { readonly userRole?: string | undefined; readonly tenantId?: string | undefined }

/** Whether somebody is a guest of a tenant, or of another one. */
export const isOutsider = ({ userRole, tenantId }: Seen, tenant: string): boolean =>
  (userRole !== undefined && ['guest', 'anonymous'].includes(userRole.toLowerCase())) ||
  (tenantId !== undefined && tenantId.toLowerCase() !== tenant)
