// SPDX-License-Identifier: Apache-2.0
#include "model/call_name.h"

#include <gtest/gtest.h>

namespace trailsift {
namespace {

TEST(CallName, TellsWhatChangesNothing) {
  const char* const names[] = {"GetUser",
                               "GetObject",
                               "GetSecretValue",
                               "GetSessionToken",
                               "GetFederationToken",
                               "GetSigninToken",
                               "GetCallerIdentity",
                               "GetPasswordData",
                               "GetParameters",
                               "GetFunction20150331v2",
                               "GetPolicy20150331",
                               "Get",
                               "ListBuckets",
                               "ListFunctions20150331",
                               "DescribeInstances",
                               "DescribeInstanceAttribute",
                               "BatchGetSecretValue",
                               "BatchGetItem",
                               "BatchDescribeMergeConflicts",
                               "HeadBucket",
                               "HeadObject",
                               "LookupEvents",
                               "FilterLogEvents",
                               "StartQuery",
                               "SelectObjectContent",
                               "SelectResourceConfig",
                               "DownloadDBLogFilePortion",
                               "Decrypt",
                               "Encrypt",
                               "ReEncrypt",
                               "GenerateDataKey",
                               "GenerateDataKeyWithoutPlaintext",
                               "GenerateRandom",
                               "GenerateCredentialReport",
                               "GenerateServiceLastAccessedDetails",
                               "Sign",
                               "Verify",
                               "VerifyMac",
                               "SimulatePrincipalPolicy",
                               "ValidateTemplate",
                               "TestMetricFilter",
                               "EstimateTemplateCost",
                               "Query",
                               "Scan",
                               "SearchResources",
                               "TransactGetItems",
                               "AssumeRole",
                               "AssumeRoleWithSAML",
                               "AssumeRoleWithWebIdentity",
                               "AssumeRoot",
                               "ConsoleLogin",
                               "SwitchRole",
                               "ExitRole",
                               "RenewRole",
                               "CheckMfa",
                               "UserAuthentication",
                               "CredentialVerification",
                               "InvokeModel",
                               "Converse",
                               "AdminGetUser",
                               "IsAuthorized",
                               "PreviewAgents",
                               "DiscoverInstances",
                               ""};
  for (const char* name : names) EXPECT_FALSE(is_write_name(name)) << name;
}

TEST(CallName, TellsWhatChangesSomething) {
  const char* const names[] = {
      "CreateUser", "CreateAccessKey", "CreateLoginProfile", "CreateToken", "CreateGrant",
      "CreateFunction20150331", "UpdateFunctionCode20150331v2", "AddPermission20150331v2",
      "UpdateFunctionConfiguration20150331v2", "DeleteTrail", "StopLogging", "StartLogging",
      "PutEventSelectors", "PutObject", "PutBucketPolicy", "PutUserPolicy", "DeleteObject",
      "DeleteObjects", "RestoreObject", "CopyObject", "RunInstances", "StartInstances",
      "TerminateInstances", "SendCommand", "StartSession", "StartAutomationExecution",
      "SendSSHPublicKey", "RotateSecret", "UpdateSecret", "CancelRotateSecret",
      "ModifySnapshotAttribute", "ModifyInstanceAttribute", "AuthorizeSecurityGroupIngress",
      "RevokeSecurityGroupEgress", "AttachRolePolicy", "DetachUserPolicy", "TagResource",
      "ScheduleKeyDeletion", "DisableKey", "ImportKeyPair", "ExportImage", "RegisterImage",
      "LeaveOrganization", "InviteAccountToOrganization", "AcceptHandshake", "EnableRegion",
      "DisassociateFromMasterAccount", "SetDefaultPolicyVersion", "ChangePassword",
      "PasswordRecoveryCompleted", "UploadServerCertificate", "Publish", "SendEmail",
      "ExecuteStatement", "BatchWriteItem", "TransactWriteItems", "Invoke", "Invoke20150331",
      "InvokeFunction", "SignalResource", "SignUp", "TestFailover", "GenerateDataSet",
      "CheckInLicense", "CheckoutLicense", "VerifyEmailIdentity", "VerifyDomainIdentity",
      // Not the verbs they begin with, and not the case that AWS writes.
      "Getaway", "Listen", "Headline", "Issue", "getUser"};
  for (const char* name : names) EXPECT_TRUE(is_write_name(name)) << name;
}

}  // namespace
}  // namespace trailsift
